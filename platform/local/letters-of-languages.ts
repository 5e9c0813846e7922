/** Letters beyond ASCII of languages, each with how often it comes, in thousandths of a text; some only before another. */
const western = [
  'é19 à5 è3 ê2 ç1 â0.5 ù0.6 û0.6 î0.5 ô0.3 œ0.2 ë0.1 ï0.1 ÿ0.01',
  'ü10 ä6 ö4 ß3',
  'ó8 í7 á5 é4 ñ3 ú2 ü0.1',
  'ão9 ç5 é5 á5 í4 ó3 ê3 ú2 ã1 â1 õe0.8 à0.7 ô0.6',
  'à6 è3 ù2 é0.5 ì0.5 ò0.5',
  'ä18 å13 ö13 é0.5',
  'å12 ø9 æ9 é0.5',
  'ä36 ö4',
  'ð44 á18 í16 þ14 ó10 æ9 ö8 é6 ú6 ý2',
];

const central = [
  'í16 ě12 ý10 á9 ž7 š7 é6 č5 ř4 ů2 ú1 ó0.3 ň0.3 ť0.2 ď0.2',
  'á17 í10 ý9 č9 é8 ž8 š7 ú5 ť5 ľ3 ô1 ň1 ä1 ó1 ď1 ŕ0.2 ĺ0.1',
  'ł18 ę11 ą10 ż9 ó8 ś7 ć4 ń2 ź0.6',
  'á34 é33 ó10 ö10 ő9 í6 ü6 ú3 ű2',
  'ă21 ş14 ţ14 î12 â9',
  'č10 š9 ž6 ć6 đ3',
  'ü10 ä6 ö4 ß3',
];

/** The older encodings of Latin letters, each with the languages that were written in it. */
export const lettersOfEncodings: ReadonlyMap<string, readonly ReadonlyMap<string, number>[]> = new Map(
  Object.entries({
    'windows-1252': western,
    'windows-1250': central,
    'windows-1254': ['ı51 ü19 ş18 ç12 ğ11 ö8 i̇5 â0.5 î0.2'],
    'iso-8859-2': central,
    'windows-1257': [
      'ė11 š9 ž6 į5 ų5 ą4 č3 ū3 ę2',
      'ā38 ī19 ē17 š6 ū5 ļ4 ņ4 ž4 ģ2 ķ2 č1',
      'ä13 õ11 ü9 ö2 š1 ž0.5',
    ],
    macintosh: western,
  }).map(([encoding, languages]) => [encoding, languages.map(lettersOf)]),
);

/** Shares of the letters, which are the likelier the fewer there are; two that go together tell more than one. */
function lettersOf(language: string): ReadonlyMap<string, number> {
  const letters = [...language.matchAll(/([^\d ]+)([\d.]+)/g)].map(
    ([, letter = '', often]) => [letter, Number(often)] as const,
  );
  const all = letters.reduce((sum, [, often]) => sum + often, 0);
  return new Map(
    letters.map(([letter, often]) => [letter, (/[a-z]$/.test(letter) ? 10 : 1) * (often / all)]),
  );
}
