/** A SQL text with what stands for its {{names}}. */
export function filled(text: string, fillings: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const filling = fillings[name];
    if (filling === undefined) throw new Error(`No filling for {{${name}}}`);
    return filling;
  });
}
