import type { Config } from '../../../contracts/config/config.ts';
import { isMapped, type Mapped } from '../dimensions.ts';
import { whoIsSeen } from '../records/seen.ts';
import type { Driver } from './driver.ts';

export interface Available {
  readonly drivers: readonly Driver[];
  readonly missing: readonly { readonly name: string; readonly needs: readonly string[] }[];
}

/** Which drivers the mapped columns can give, and what the others need; none where it cannot be told who stays. */
export function availableDrivers(drivers: readonly Driver[], config: Config, mapped: Mapped): Available {
  const judged = drivers.map((driver) => ({
    driver,
    needs: [...driver.needs, ...whoIsSeen(config)].filter((need) => !isMapped(need, mapped)),
  }));
  return {
    drivers: judged.filter(({ needs }) => needs.length === 0).map(({ driver }) => driver),
    missing: judged
      .filter(({ needs }) => needs.length > 0)
      .map(({ driver, needs }) => ({ name: driver.name, needs })),
  };
}
