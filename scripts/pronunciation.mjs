/** How texts are spelled for the synthesizer, where it would read the right spelling wrongly. */

/** Words by language; a letter is a word. */
const SPELLED = {
  en: {
    PIN: 'pin',
    öre: 'er-uh',
    krone: 'crow-nuh',
    zloty: 'zlotty',
    zlotys: 'zlotties',
    grosz: 'grawsh',
    groszy: 'graw-she',
    filler: 'fill-air',
    fillers: 'fill-airs',
    ban: 'bahn',
    bani: 'bahnee',
    lei: 'lay',
    kurus: 'koo-roosh',
    dirham: 'deer-ham',
    dirhams: 'deer-hams',
    fils: 'filss',
    riyal: 'ree-ahl',
    riyals: 'ree-ahls',
    baisa: 'by-zuh',
    baisas: 'by-zuhs',
    millime: 'mill-eem',
    millimes: 'mill-eems',
    piastre: 'pee-aster',
    piastres: 'pee-asters',
    centime: 'sahn-teem',
    centimes: 'sahn-teems',
    paisa: 'pie-suh',
    paise: 'pie-say',
    naira: 'nye-ruh',
    cedi: 'see-dee',
    cedis: 'see-dees',
    pesewa: 'pess-eh-wah',
    pesewas: 'pess-eh-wahs',
    yuan: 'you-ahn',
    A: 'eigh',
    B: 'bee',
    C: 'see',
    D: 'dee',
    E: 'ee',
    F: 'ef',
    G: 'jee',
    H: 'aitch',
    I: 'eye',
    J: 'jay',
    K: 'kay',
    L: 'ell',
    M: 'em',
    N: 'en',
    O: 'oh',
    P: 'pee',
    Q: 'queue',
    R: 'are',
    S: 'ess',
    T: 'tee',
    U: 'you',
    V: 'vee',
    W: 'double you',
    X: 'ex',
    Y: 'why',
    Z: 'zed',
  },
  de: {
    PIN: 'Pinn',
    Guthaben: 'Guht-haben',
    Notrufe: 'Noht-rufe',
    Centime: 'Sangtiem',
    Centimes: 'Sangtiems',
    Zloty: 'Sloti',
    Grosz: 'Grosch',
    Groszy: 'Groschi',
    Kurus: 'Kurusch',
    Fils: 'Fills',
    Piaster: 'Pi-aster',
    Rupie: 'Rupieh',
    Millime: 'Milliem',
    Cedi: 'Sehdi',
    Cedis: 'Sehdis',
    Yen: 'Jenn',
    Yuan: 'Jüan',
    Fen: 'Fenn',
    A: 'ah',
    B: 'beh',
    C: 'zeh',
    D: 'deh',
    E: 'eh',
    F: 'eff',
    G: 'geh',
    H: 'hah',
    I: 'ih',
    J: 'jott',
    K: 'kah',
    L: 'ell',
    M: 'emm',
    N: 'enn',
    O: 'oh',
    P: 'peh',
    Q: 'kuh',
    R: 'err',
    S: 'ess',
    T: 'teh',
    U: 'uh',
    V: 'vau',
    W: 'weh',
    X: 'iks',
    Y: 'üpsilon',
    Z: 'zett',
  },
  ar: {},
};

const SUKUN = '\u0652';
const FATHA = '\u064E';
const SHADDA = '\u0651';
const VOWEL = '[\u064B-\u0650]';
const SUN_LETTERS = 'تثدذرزسشصضطظلن';

/** @param {string} language @param {string} text */
export function spelledFor(language, text) {
  /** @type {Readonly<Record<string, string>>} */
  const words = SPELLED[/** @type {keyof typeof SPELLED} */ (language)];
  const spelled = text.replaceAll(/\p{L}+/gu, (word) => words[word] ?? word);
  return language === 'ar' ? arabic(spelled) : spelled;
}

/**
 * The synthesizer doubles a letter after the article by itself, loses the vowel of any other doubled one, and reads the
 * feminine ending as "t" also where a pause follows.
 * @param {string} text
 */
function arabic(text) {
  return text
    .replaceAll(new RegExp(`(?<=(^|[ بلو])\u0650?ال[${SUN_LETTERS}]${VOWEL}?)${SHADDA}`, 'g'), '')
    .replaceAll(
      new RegExp(`(\\p{Lo})(${VOWEL})${SHADDA}|(\\p{Lo})${SHADDA}(${VOWEL})`, 'gu'),
      (_, a, b, c, d) => (a === undefined ? `${c}${SUKUN}${c}${d}` : `${a}${SUKUN}${a}${b}`),
    )
    .replaceAll(new RegExp(`${FATHA}?ة(?=$|[ .:،])`, 'g'), FATHA);
}
