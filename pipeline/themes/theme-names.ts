import type { ThemeConfig } from '../../contracts/config/themes.ts';

/** Themes by id: those of the config, and each reason of tickets that none of them names. */
export interface ThemeNames {
  readonly ofReason: (reason: string) => string;
  readonly nameOf: (id: string) => string;
  readonly isIgnored: (id: string) => boolean;
}

export function themeNames(themes: readonly ThemeConfig[]): ThemeNames {
  const byReason = new Map(
    themes.flatMap(({ id, reasons }) => reasons.map((reason) => [reason, id] as const)),
  );
  const byId = new Map(themes.map((theme) => [theme.id, theme]));
  return {
    ofReason: (reason) => byReason.get(reason) ?? reason,
    nameOf: (id) => byId.get(id)?.name ?? id,
    isIgnored: (id) => byId.get(id)?.ignore ?? false,
  };
}
