import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** A module that stands in no file: its path decides what its imports mean. */
export interface VirtualModule {
  readonly path: string;
  readonly text: string;
}

export interface TypeProblem {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Type errors of the modules, by the project's own compiler options; those of other files are not looked for. */
export function checkTypes(modules: readonly VirtualModule[]): TypeProblem[] {
  const texts = new Map(modules.map(({ path, text }) => [path, text]));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  const program = ts.createProgram({
    rootNames: [...texts.keys(), join(root, 'globals.d.ts')],
    options,
    host: {
      ...host,
      fileExists: (path) => texts.has(path) || fileExists(path),
      readFile: (path) => texts.get(path) ?? readFile(path),
      getSourceFile: (path, target) => {
        const text = texts.get(path) ?? readFile(path);
        return text === undefined ? undefined : ts.createSourceFile(path, text, target);
      },
    },
  });
  return [...texts.keys()].flatMap((path) => {
    const file = program.getSourceFile(path)!;
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(({ start = 0, messageText }) => ({
      path,
      line: file.getLineAndCharacterOfPosition(start).line + 1,
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }));
  });
}

/** An index into an array is trusted, as in the mathematics: cells are read by people. */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return { ...options, noUncheckedIndexedAccess: false };
}
