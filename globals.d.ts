/** SQL files are imported as text (esbuild's `text` loader; `sqlAsText` in vitest.config.ts). */
declare module '*.sql' {
  const text: string;
  export default text;
}

/** Version of the package and its code (code-version.mjs), put in by the build and by the test runner. */
declare const CODE_VERSION: string;

/** Version of each stage's code, by name. */
declare const STAGE_VERSIONS: Readonly<Record<string, string>>;

/** The same of the code that simulates a business. */
declare const SIMULATOR_VERSION: string;

/** File of the thread that fits trees beside the network, beside the bundle that holds the caller. Only bundles have one. */
declare const FIT_THREAD: string | undefined;

/** Unpacks bzip2 as it streams through; comes without types. */
declare module 'unbzip2-stream' {
  export default function bunzip2(): NodeJS.ReadWriteStream;
}
