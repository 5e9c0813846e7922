/**
 * Eight hexadecimal digits below which the MD5 hashes of such a share of all customers lie, as upper-case text; `G` where
 * all do.
 * @param share 0 to 1
 */
export function hashLimit(share: number): string {
  const limit = Math.floor(share * 2 ** 32);
  return limit >= 2 ** 32 ? 'G' : limit.toString(16).toUpperCase().padStart(8, '0');
}
