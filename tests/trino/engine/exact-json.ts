/**
 * Reads JSON whose numbers stay the texts that they are written as: a bigint of nineteen digits and a double of seventeen
 * come through as Trino wrote them.
 */
export function exactJson(text: string): unknown {
  return JSON.parse(
    text.replace(stringsAndNumbers, (token) => (token.startsWith('"') ? token : `"${token}"`)),
  );
}

const stringsAndNumbers = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
