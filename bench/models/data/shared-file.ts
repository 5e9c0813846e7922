import { existsSync } from 'node:fs';

/** Real data files are not part of the repository and lie beside it. */
export const sharedFile = (name: string): string => `../shared/data/${name}`;

/** @param file null for data that are made here */
export const missingFile = (file: string | null): boolean => file !== null && !existsSync(sharedFile(file));
