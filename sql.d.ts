/** SQL files are imported as text (esbuild's `text` loader; `sqlAsText` in vitest.config.ts). */
declare module '*.sql' {
  const text: string;
  export default text;
}
