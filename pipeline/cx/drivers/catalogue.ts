import { ces5 } from './catalogue/ces-5.ts';
import { ces7 } from './catalogue/ces-7.ts';
import { contacts } from './catalogue/contacts.ts';
import { csat5 } from './catalogue/csat-5.ts';
import { csat7 } from './catalogue/csat-7.ts';
import { csi } from './catalogue/csi.ts';
import { failedJourney } from './catalogue/failed-journey.ts';
import { firstResponse } from './catalogue/first-response.ts';
import { lateDelivery } from './catalogue/late-delivery.ts';
import { loyaltyIndex } from './catalogue/loyalty-index.ts';
import { nps } from './catalogue/nps.ts';
import { npsRelational } from './catalogue/nps-relational.ts';
import { npsTransactional } from './catalogue/nps-transactional.ts';
import { reopened } from './catalogue/reopened.ts';
import { resolution } from './catalogue/resolution.ts';
import { sentimentAnswers } from './catalogue/sentiment-answers.ts';
import { sentimentCases } from './catalogue/sentiment-cases.ts';
import type { Driver } from './driver.ts';

/** Every driver there is: what customers say, then what is done to them. */
export const drivers: readonly Driver[] = [
  npsRelational,
  npsTransactional,
  nps,
  csat5,
  csat7,
  ces5,
  ces7,
  csi,
  loyaltyIndex,
  sentimentAnswers,
  sentimentCases,
  lateDelivery,
  firstResponse,
  resolution,
  reopened,
  contacts,
  failedJourney,
];
