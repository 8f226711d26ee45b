/** Which passwords people may choose: long enough, and not among the first that anyone would try. */

/** NIST SP 800-63B §5.1.1.2: length counts, composition rules do not. */
/** The setting `passwords.length_min` may ask for more, never for less. */
export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 128;

/** Of published lists of leaked passwords, the frequent ones with ten and more characters; and ours. */
const COMMON = new Set(
  (
    '1234567890 0123456789 0987654321 9876543210 12345678910 123456789012 1234512345 1111111111 0000000000 ' +
    'password12 password123 password1234 password12345 passw0rd123 passwordpassword mypassword mypassword1 ' +
    'qwertyuiop qwertyuiop123 qwerty1234 qwerty12345 qwerty123456 1q2w3e4r5t 1qaz2wsx3edc 1q2w3e4r5t6y ' +
    'zaq12wsxcde3 q1w2e3r4t5 q1w2e3r4t5y6 asdfghjkl1 asdfghjkl123 zxcvbnm123 iloveyou12 iloveyou123 ' +
    'letmein123 letmein1234 welcome123 welcome1234 changeme123 changeme1234 administrator admin12345 ' +
    'admin123456 adminadmin adminadmin1 administrator1 superadmin superadmin1 rootroot12 football123 ' +
    'baseball123 princess123 sunshine123 superman123 batman1234 starwars123 whatever123 trustno1234 ' +
    'dragon1234 monkey1234 master1234 michael123 jennifer123 charlie123 liverpool1 manchester chelsea123 ' +
    'abcdefghij abcdefghijk abcd123456 abc1234567 abc123abc123 a123456789 aa123456789 q123456789 ' +
    'asdasdasdasd qweqweqweqwe test123456 testtest12 testtest123 secret1234 secretsecret ' +
    'tollbook123 tollbook1234 tollbooktollbook voip123456 asterisk123 freeswitch kamailio123'
  ).split(' '),
);

type Policy = Readonly<{ lengthMin?: number; personal?: readonly string[] }>;

/** Why a password is refused, or null when it may be used. `personal` are words such as the number. */
export function weaknessOfPassword(
  password: string,
  { lengthMin = PASSWORD_LENGTH_MIN, personal = [] }: Policy = {},
): string | null {
  if ([...password].length < lengthMin) return `Use at least ${lengthMin} characters.`;
  if ([...password].length > PASSWORD_LENGTH_MAX) return `Use at most ${PASSWORD_LENGTH_MAX} characters.`;
  const lower = password.toLowerCase();
  const isCommon = COMMON.has(lower) || new Set(lower).size < 4;
  if (isCommon) return 'This password is among the first that anyone would try. Choose another.';
  const isPersonal = personal.some((word) => word.length >= 4 && lower === word.toLowerCase());
  return isPersonal ? 'The password must not be the account number or the e-mail address.' : null;
}
