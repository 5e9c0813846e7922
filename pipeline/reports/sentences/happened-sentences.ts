import type { ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import { type Format, write } from '../format.ts';

type Happened = NonNullable<ListManifest['happened']>[number];

/** What earlier lists planned and what came of it, campaign by campaign; nothing where contacts are not known. */
export const happenedSentences = (happened: ListManifest['happened'], format: Format = write): string[] =>
  (happened ?? []).flatMap((one) => [...planned(one, format), ...heldOut(one, format)]);

function planned(one: Happened, { count: n }: Format): string[] {
  if (one.planned === 0) return [];
  const how = [
    ...(one.late > 0 ? [`${n(one.late)} of them more than a week after the list`] : []),
    ...(one.otherChannel > 0 ? [`${n(one.otherChannel)} by another channel than planned`] : []),
  ];
  const not = [
    ...(one.waiting > 0 ? [`${n(one.waiting)} still to be`] : []),
    ...(one.undelivered > 0 ? [`${n(one.undelivered)} not reached`] : []),
    ...(one.notContacted > 0 ? [`${n(one.notContacted)} neither in the week after the list nor since`] : []),
  ];
  const contacted = `${n(one.contacted)} contacted${how.length === 0 ? '' : ` (${how.join(', ')})`}`;
  const isSilent = one.contacted === 0 && one.undelivered === 0 && one.notContacted > 0;
  const hint = isSilent
    ? ` If they were contacted, record it in touches under the campaign ${one.name}.`
    : '';
  return [
    `Planned by earlier lists of ${one.name}: ${n(one.planned)}; ${[contacted, ...not].join(', ')}.${hint}`,
  ];
}

/** Whom nobody was to contact. */
function heldOut({ name, heldOut: all, ...one }: Happened, { count: n }: Format): string[] {
  const by = [
    ...(one.heldOutContacted > 0 ? [`${n(one.heldOutContacted)} by ${name} itself`] : []),
    ...(one.heldOutByOthers > 0 ? [`${n(one.heldOutByOthers)} by other campaigns`] : []),
  ];
  if (by.length === 0) return [];
  return [
    `Held out from ${name}: ${n(all)}, of whom contacted anyway: ${by.join(', ')}. That dilutes its effect.`,
  ];
}
