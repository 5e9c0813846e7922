import { describe, expect, it } from 'vitest';
import { isProtected } from '../../../pipeline/recognise/protected-attribute.ts';

const named = (name: string) => isProtected({ name, needs: [] });

describe('a protected attribute', () => {
  it.each([
    'Under 30',
    'over_65',
    'Age over 60',
    'Senior Citizen',
    'Married',
    'Dependents',
    'Number of Dependents',
    'Dependent_count',
    'Marital_Status',
    'has_children',
    'Partner',
    'Gender',
    'CustomerAge',
    'Age Group',
    'Geschlecht',
    'Familienstand',
    'über 60 Jahre',
    'Alter',
    'Staatsangehörigkeit',
    'Estado civil',
    'Edad',
    'menor de 30',
    'Stato civile',
    'Età',
    'Nazionalità',
    'Płeć',
    'Wiek',
    'stan_cywilny',
    'powyżej 60 lat',
    'Vârstă',
    'Căsătorit',
    'пол',
    'Возраст',
    'семейное_положение',
    'Ethnicity',
    'religion',
    'is_disabled',
    'sexual_orientation',
    'birth_date',
    'Country',
    'Wedded',
    'matrimonial_state',
    'Spousal',
    'is_widower',
    'Zivilstand',
    'Verwitwete',
    'Situación conyugal',
    'divorciados',
    'estado_matrimonial',
    'Vedova',
    'małżeństwo',
    'rozwiedziona',
    'văduvă',
    'брачный_статус',
    'Gehuwd',
    'femenino',
    'is_muslim',
    'Pregnancies',
    'Geburtsort',
    'niepełnosprawni',
  ])('is known by its name: %s', (name) => {
    expect(named(name)).toBe(true);
  });

  it.each([
    'open_ticket_age_days',
    'account_age',
    'over_30_days_late',
    'orders_under_30_eur',
    'partner_shop_orders',
    'single_item_orders',
    'plan',
    'tenure_days',
    'average_order_value',
    'package',
    'messages_30d',
    'stage',
    'terrace',
    'essex_store',
    'last_30',
    'invalid_orders',
    'wednesday_orders',
    'gift_wrap',
    'брак_в_заказе',
    'division',
    'order_recency_days',
  ])('is not taken for one: %s', (name) => {
    expect(named(name)).toBe(false);
  });

  it('is known by the column that a feature is read from', () => {
    expect(isProtected({ name: 'years', needs: ['customers.birth_date'] })).toBe(true);
    expect(isProtected({ name: 'years', needs: ['customers.joined_at'] })).toBe(false);
  });
});
