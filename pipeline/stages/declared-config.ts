import type { Config } from '../../contracts/config/config.ts';

/**
 * The config as far as a stage declares that it reads it. What it does not declare is not in its key: reading it is a
 * mistake of ours, which shows at once.
 * @param paths such as `churn` or `training.seed`
 */
export const declaredConfig = (config: Config, paths: readonly string[]): Config =>
  guarded(config as unknown as Values, paths, '') as unknown as Config;

type Values = Readonly<Record<string, unknown>>;

function guarded(values: Values, paths: readonly string[], place: string): Values {
  const known: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const path = place === '' ? name : `${place}.${name}`;
    const within = paths.filter((one) => one.startsWith(`${path}.`));
    if (paths.includes(path)) known[name] = value;
    else if (within.length > 0) known[name] = guarded(value as Values, within, path);
  }
  return new Proxy(known, {
    get: (target, name) => {
      if (typeof name === 'string' && !(name in target) && name in values) {
        throw new Error(
          `${place === '' ? name : `${place}.${name}`} is read, but not declared in contracts/stages.ts`,
        );
      }
      return Reflect.get(target, name);
    },
  });
}
