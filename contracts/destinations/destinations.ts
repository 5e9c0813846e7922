import { braze } from './braze.ts';
import { csv } from './csv.ts';
import type { Destination } from './destination.ts';
import { hubspot } from './hubspot.ts';
import { klaviyo } from './klaviyo.ts';
import { salesforce } from './salesforce.ts';

export const destinationNames = ['braze', 'klaviyo', 'hubspot', 'salesforce', 'csv'] as const;

export type DestinationName = (typeof destinationNames)[number];

/** The tools that a list can be handed to, by the name that `targeting.deliver[].to` gives. */
export const destinations: Readonly<Record<DestinationName, Destination>> = {
  braze,
  klaviyo,
  hubspot,
  salesforce,
  csv,
};
