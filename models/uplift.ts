/** Who gains from which contact, and how far a budget goes. The face of models/uplift. */
export { type Allocation, allocate, type Offer } from './uplift/allocate.ts';
