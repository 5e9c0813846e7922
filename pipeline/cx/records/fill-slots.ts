/** Puts texts into the slots of a text, `{{name}}`; slots of other names stay. */
export const fillSlots = (sql: string, slots: Readonly<Record<string, string | number>>): string =>
  sql.replaceAll(/\{\{(\w+)\}\}/g, (slot, name: string) => String(slots[name] ?? slot));
