/** The data cannot carry a model, or a saved model does not fit: the message says which column or count and the way out. */
export class ModelDataError extends Error {
  override readonly name: string = 'ModelDataError';
}

/** The backend that was asked for does not load here, or there is none of that name. */
export class BackendError extends Error {
  override readonly name: string = 'BackendError';
}
