/** A rule as its form has it, and as the API has it; and in words. */
import type { TFunction } from 'i18next';
import type { LocalizationRule } from '../../../src/domain/numbering/localization.ts';
import type { RecordBody, Schema } from '../../ui/record/record.ts';

const NEW_RULE: LocalizationRule = {
  match: '',
  lengthMin: null,
  lengthMax: null,
  cut: 'match',
  add: '',
  then: 'stop',
};

export function recordOfRule(rule: LocalizationRule | null): RecordBody {
  const { cut, ...others } = rule ?? NEW_RULE;
  return { ...others, cutWhat: cut === 'match' ? 'match' : 'count', cutCount: cut === 'match' ? '' : cut };
}

/** What is no rule yet goes on to the schema, which says what is wrong. */
function bodyOfRule({ cutWhat, cutCount, ...others }: RecordBody): RecordBody {
  return { ...others, cut: cutWhat === 'match' ? 'match' : cutCount };
}

/** A record that the schema has accepted, in the order of the API, so that what is the same looks the same. */
export function ruleOf(record: RecordBody): LocalizationRule {
  const { match, lengthMin, lengthMax, cut, add, then } = bodyOfRule(record) as LocalizationRule;
  return { match, lengthMin, lengthMax, cut, add, then };
}

/** The rules for one rule, which stand in the request of a whole set. */
export async function ruleSchema(): Promise<Schema> {
  const { saveLocalization } = await import('../../../src/schemas/numbering/localization.ts');
  return {
    safeParse: (record) => {
      const rules = { originationDestination: [bodyOfRule(record as RecordBody)] };
      const { error } = saveLocalization.safeParse({ name: 'one rule', rules });
      if (error === undefined) return {};
      const issues = error.issues.map(({ path, message }) => {
        const [field = ''] = path.slice(3);
        return { path: [field === 'cut' ? 'cutCount' : field], message };
      });
      return { error: { issues } };
    },
  };
}

/** "begins with 00, 5 to 15 signs". */
export function conditionText({ match, lengthMin, lengthMax }: LocalizationRule, t: TFunction): string {
  const what = match === '*' ? t('localization.everyNumber') : t('localization.beginsWith', { match });
  if (lengthMin === null && lengthMax === null) return what;
  const length =
    lengthMin === null
      ? t('localization.atMost', { signs: lengthMax })
      : lengthMax === null
        ? t('localization.atLeast', { signs: lengthMin })
        : lengthMin === lengthMax
          ? t('localization.exactly', { signs: lengthMin })
          : t('localization.between', { from: lengthMin, to: lengthMax });
  return t('localization.ofLength', { what, length });
}

/** "cut 00, then put +49 in front". */
export function effectText({ match, cut, add }: LocalizationRule, t: TFunction): string {
  const cutText =
    cut === 'match'
      ? match === '*'
        ? null
        : t('localization.cutsMatch', { match })
      : cut === 0
        ? null
        : t('localization.cutsSigns', { count: cut });
  const addText = add === '' ? null : t('localization.puts', { add });
  if (cutText === null && addText === null) return t('localization.leaves');
  if (cutText === null || addText === null) return cutText ?? addText ?? '';
  return t('localization.both', { first: cutText, second: addText });
}
