/** A path of the config as a URI: `orders.csv` beside the config, `../orders/` above it. */
export const resolveUri = (configUri: string, file: string): string =>
  file.startsWith('s3://') ? file : decodeURI(new URL(encodeURI(file), configUri).href);
