interface CountryFacts {
  readonly currency: string;
  /** Null where the country spans several. */
  readonly timeZone: string | null;
}

const facts: Readonly<Record<string, CountryFacts>> = Object.fromEntries(
  `AT EUR Europe/Vienna|AU AUD|BE EUR Europe/Brussels|BR BRL|CA CAD|CH CHF Europe/Zurich|CZ CZK Europe/Prague
   DE EUR Europe/Berlin|DK DKK Europe/Copenhagen|EE EUR Europe/Tallinn|ES EUR Europe/Madrid|FI EUR Europe/Helsinki|FR EUR Europe/Paris
   GB GBP Europe/London|GR EUR Europe/Athens|HR EUR Europe/Zagreb|HU HUF Europe/Budapest|IE EUR Europe/Dublin|IL ILS Asia/Jerusalem
   IN INR Asia/Kolkata|IT EUR Europe/Rome|JP JPY Asia/Tokyo|KR KRW Asia/Seoul|LT EUR Europe/Vilnius|LU EUR Europe/Luxembourg
   LV EUR Europe/Riga|MX MXN|NL EUR Europe/Amsterdam|NO NOK Europe/Oslo|NZ NZD Pacific/Auckland|PL PLN Europe/Warsaw
   PT EUR Europe/Lisbon|RO RON Europe/Bucharest|RS RSD Europe/Belgrade|SE SEK Europe/Stockholm|SG SGD Asia/Singapore
   SI EUR Europe/Ljubljana|SK EUR Europe/Bratislava|TR TRY Europe/Istanbul|UA UAH Europe/Kyiv|US USD|ZA ZAR Africa/Johannesburg`
    .split(/[|\n]/)
    .map((line) => line.trim().split(' '))
    .map(([code, currency, timeZone]) => [code, { currency: currency ?? '', timeZone: timeZone ?? null }]),
);

const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'pl', 'ro', 'ru'];
const shortNames: Readonly<Record<string, string>> = {
  uk: 'GB',
  usa: 'US',
  'great britain': 'GB',
  england: 'GB',
};

/** Every name of the countries above in the languages that files come in, lower case, to their codes. */
function namesOf(): Map<string, string> {
  const names = new Map(Object.entries(shortNames));
  for (const language of languages) {
    const display = new Intl.DisplayNames([language], { type: 'region' });
    for (const code of Object.keys(facts)) names.set((display.of(code) ?? code).toLowerCase(), code);
  }
  return names;
}

/** Currency and time zone of a country by its name or two-letter code, or undefined. */
export function countryFacts(name: string): CountryFacts | undefined {
  return facts[name.toUpperCase()] ?? facts[namesOf().get(name.toLowerCase()) ?? ''];
}

/** The time zone of the one country here that pays in a currency, if it is one. */
export function zoneOfCurrency(currency: string): string | null {
  const paying = Object.values(facts).filter((country) => country.currency === currency);
  return paying.length === 1 ? (paying[0]?.timeZone ?? null) : null;
}
