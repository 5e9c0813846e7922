/** Name of the column that holds one of the business's own dimensions, in files as in the catalogue: `Home Store` is `dim_home_store`. */
export const dimensionColumn = (name: string): string =>
  `dim_${name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
