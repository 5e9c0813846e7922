import type { Metric } from './metric.ts';
import { answersOffScale } from './metrics/answers-off-scale.ts';
import { ces5 } from './metrics/ces-5.ts';
import { ces5Mean } from './metrics/ces-5-mean.ts';
import { ces7 } from './metrics/ces-7.ts';
import { ces7Mean } from './metrics/ces-7-mean.ts';
import { churnRate } from './metrics/churn-rate.ts';
import { contactsPerCase } from './metrics/contacts-per-case.ts';
import { crossSell } from './metrics/cross-sell.ts';
import { csat5 } from './metrics/csat-5.ts';
import { csat5Mean } from './metrics/csat-5-mean.ts';
import { csat5Top } from './metrics/csat-5-top.ts';
import { csat7 } from './metrics/csat-7.ts';
import { csat7Mean } from './metrics/csat-7-mean.ts';
import { csat7Top } from './metrics/csat-7-top.ts';
import { csi } from './metrics/csi.ts';
import { dissatisfactionCost } from './metrics/dissatisfaction-cost.ts';
import { feedbackActionHours } from './metrics/feedback-action-hours.ts';
import { feedbackAnswers } from './metrics/feedback-answers.ts';
import { feedbackCases } from './metrics/feedback-cases.ts';
import { feedbackComments } from './metrics/feedback-comments.ts';
import { feedbackReviews } from './metrics/feedback-reviews.ts';
import { firstContactResolution } from './metrics/first-contact-resolution.ts';
import { firstResponseHours } from './metrics/first-response-hours.ts';
import { journeyCompletion } from './metrics/journey-completion.ts';
import { loyaltyIndex } from './metrics/loyalty-index.ts';
import { loyaltyOtherProducts } from './metrics/loyalty-other-products.ts';
import { loyaltyRecommend } from './metrics/loyalty-recommend.ts';
import { loyaltyRepurchase } from './metrics/loyalty-repurchase.ts';
import { nps } from './metrics/nps.ts';
import { npsRelational } from './metrics/nps-relational.ts';
import { npsTransactional } from './metrics/nps-transactional.ts';
import { onTime } from './metrics/on-time.ts';
import { persistency13 } from './metrics/persistency-13.ts';
import { rating5Mean } from './metrics/rating-5-mean.ts';
import { rating5Top } from './metrics/rating-5-top.ts';
import { rating10Mean } from './metrics/rating-10-mean.ts';
import { rating10Top } from './metrics/rating-10-top.ts';
import { ratingsOffScale } from './metrics/ratings-off-scale.ts';
import { referralRate } from './metrics/referral-rate.ts';
import { refundShare } from './metrics/refund-share.ts';
import { reopened } from './metrics/reopened.ts';
import { resolutionHours } from './metrics/resolution-hours.ts';
import { resolutionHoursMean } from './metrics/resolution-hours-mean.ts';
import { responseRate } from './metrics/response-rate.ts';
import { retention90 } from './metrics/retention-90.ts';
import { returnRate } from './metrics/return-rate.ts';
import { selfService } from './metrics/self-service.ts';
import { sentimentAnswers } from './metrics/sentiment-answers.ts';
import { sentimentCases } from './metrics/sentiment-cases.ts';
import { sentimentReviews } from './metrics/sentiment-reviews.ts';

/** Every metric there is, in the order in which it is shown. One more is a file in `metrics/` and its name here. */
export const catalogue: readonly Metric[] = [
  nps,
  npsRelational,
  npsTransactional,
  csat5,
  csat5Top,
  csat5Mean,
  ces5,
  ces5Mean,
  csat7,
  csat7Top,
  csat7Mean,
  ces7,
  ces7Mean,
  csi,
  loyaltyIndex,
  loyaltyRepurchase,
  loyaltyRecommend,
  loyaltyOtherProducts,
  answersOffScale,
  responseRate,
  feedbackAnswers,
  feedbackComments,
  feedbackCases,
  feedbackReviews,
  rating5Mean,
  rating5Top,
  rating10Mean,
  rating10Top,
  ratingsOffScale,
  sentimentAnswers,
  sentimentCases,
  sentimentReviews,
  firstContactResolution,
  reopened,
  firstResponseHours,
  resolutionHours,
  resolutionHoursMean,
  contactsPerCase,
  journeyCompletion,
  crossSell,
  onTime,
  refundShare,
  referralRate,
  churnRate,
  retention90,
  returnRate,
  persistency13,
  selfService,
  dissatisfactionCost,
  feedbackActionHours,
];
