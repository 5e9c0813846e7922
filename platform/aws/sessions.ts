import type { S3Client } from '@aws-sdk/client-s3';
import { type QuerySession, runQuery } from './query.ts';
import { deleteObjects, listObjects, writeObject } from './s3-files.ts';

/** Where a session's database is noted for as long as it stands. */
export interface Noted {
  readonly s3: S3Client;
  /** `s3://bucket/prefix/` of what nobody keeps. */
  readonly scratch: string;
  readonly database: string;
}

const notesIn = (scratch: string): string => `${scratch.replace(/\/?$/, '/')}sessions/`;
const noteOf = ({ scratch, database }: Noted): string => notesIn(scratch) + database;

/** The instant of a session in the name of its database, in the order of time. */
export const sessionTime = (at: Date): string =>
  at.toISOString().replace(/\W/g, '').slice(0, 15).toLowerCase();

/** Notes a session before its database is made, so that it is found whatever becomes of whoever made it. */
export const noteSession = (noted: Noted): Promise<void> =>
  writeObject(noted.s3, noteOf(noted), new Uint8Array());

export const forgetSession = (noted: Noted): Promise<void> => deleteObjects(noted.s3, [noteOf(noted)]);

/**
 * Takes away the databases of sessions that began before an instant and whose work nobody tries again: that of a run which was
 * ended by hand or killed at its last attempt, or that might not drop them.
 * @param database that the sessions' databases are named after
 * @throws TransientError or HoldfastError with the first that could not be taken away; it is found again
 */
export async function sweepForgotten(
  session: QuerySession,
  { s3, scratch, database, before }: Noted & { readonly before: Date },
): Promise<void> {
  const notes = await listObjects(s3, notesIn(scratch));
  const names = notes.map((note) => note.slice(note.lastIndexOf('/') + 1));
  const ended = `${database}_${sessionTime(before)}`;
  for (const name of names.filter((name) => name.startsWith(`${database}_`) && name < ended)) {
    const drop = `drop database if exists \`${name}\` cascade`;
    await runQuery({ ...session, mark: undefined }, drop, 'take away what an earlier run left');
    await forgetSession({ s3, scratch, database: name });
  }
}
