/** A form of one thing: inputs, their mistakes, one save at a time, and nothing lost when it fails. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useKeyOfContent } from '../../api/idempotency-key.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useWrite } from '../../api/use-write.ts';
import {
  bodyOf,
  changesOf,
  mistakesOf,
  shownFields,
  valuesOf,
  type FieldValue,
  type Mistakes,
  type RecordBody,
  type RecordField,
  type RecordValues,
  type Schema,
} from './record.ts';

export type RecordFormOptions<Answer> = Readonly<{
  fields: readonly RecordField[];
  /** Where labels and helps stand: `<words>.<field>.label`. */
  words: string;
  /** The thing as it is, or what is proposed for a new one. */
  record: RecordBody;
  /** In which the times of the form are typed. */
  zone: string;
  /** The server's own rules, loaded when they are needed. */
  schema: () => Promise<Schema>;
  /** Sends only what was changed, and nothing when nothing was. */
  isChange?: boolean;
  /** What stands before the fields' names in the server's mistakes: "controls.". */
  group?: string;
  save: (body: RecordBody, idempotencyKey: string) => Promise<Answer>;
  onSaved: (answer: Answer) => unknown;
  onUnchanged?: () => void;
  /** What is asked before this is saved; null = nothing. */
  question?: (sent: RecordBody) => string | null;
}>;

export type RecordForm = Readonly<{
  id: string;
  words: string;
  zone: string;
  fields: readonly RecordField[];
  values: RecordValues;
  mistakes: Mistakes;
  /** What failed and belongs to no field. */
  problem: unknown;
  /** Whether the input can be without a value: a choice that began with one and cannot be taken back never is. */
  mayBeEmpty: (field: RecordField) => boolean;
  isDirty: boolean;
  /** Whether leaving loses something, at the moment at which it is asked. */
  isUnsaved: () => boolean;
  isSaving: boolean;
  set: (name: string, value: FieldValue) => void;
  check: (name: string) => void;
  submit: () => void;
  /** What is to be answered before it is saved; null = nothing. */
  question: string | null;
  /** Saves nothing for now. */
  goBack: () => void;
}>;

export function useRecordForm<Answer>(options: RecordFormOptions<Answer>): RecordForm {
  const { fields: allFields, words, record, zone, schema, isChange = false } = options;
  const id = useId();
  const [askedFor, setAskedFor] = useState<readonly string[]>([]);
  const fields = allFields.filter(({ name, isAskedFor }) => isAskedFor !== true || askedFor.includes(name));
  const [initial] = useState(() => valuesOf(allFields, record, zone));
  const [values, setValues] = useState(initial);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [question, setQuestion] = useState<string | null>(null);
  const [target, setTarget] = useState<{ name: string } | null>(null);
  const keyOf = useKeyOfContent();
  /** Set before anything is waited for: a second click finds it, whether or not the page was drawn again. */
  const isSubmitting = useRef(false);
  // An input that was not touched is sent as it came: a time keeps its seconds.
  const bodyNow = (now: RecordValues): RecordBody => {
    const body = bodyOf(fields, now, zone);
    const kept = Object.keys(body).filter((name) => name in record && now[name] === initial[name]);
    return {
      ...body,
      ...Object.fromEntries(kept.map((name) => [name, keptValue(body[name], record[name])])),
    };
  };
  const isSaved = useRef(false);
  const saving = useWrite({
    mutationFn: (body: RecordBody) => options.save(body, keyOf(body)),
    onSuccess: (answer) => {
      isSaved.current = true;
      return options.onSaved(answer);
    },
    onError: (error) => {
      const found = mistakesOfProblem(error, options.group ?? '', shownFields(allFields, values));
      setAskedFor((before) => [...before, ...Object.keys(found)]);
      setMistakes(found);
      setProblem(Object.keys(found).length === 0 ? error : null);
      go(found);
    },
  });
  const go = (found: Mistakes) => {
    const first = shownFields(fields, values).find(({ name }) => name in found);
    if (first !== undefined) setTarget({ name: first.name });
  };
  // After the mistake stands at its field, which takes a render.
  useEffect(() => {
    if (target !== null) focusField(`${id}-${target.name}`);
  }, [id, target]);
  const look = async (): Promise<Record<string, string>> =>
    mistakesOf(shownFields(fields, values), bodyNow(values), await schema());
  const submit = async () => {
    if (isSubmitting.current || saving.isPending) return;
    isSubmitting.current = true;
    try {
      await lookAndSave();
    } finally {
      isSubmitting.current = false;
    }
  };
  const lookAndSave = async () => {
    const found = await look();
    setProblem(null);
    setMistakes(found);
    if (Object.keys(found).length > 0) return go(found);
    const body = bodyNow(values);
    const sent = isChange ? changesOf(bodyNow(initial), body) : body;
    if (isChange && Object.keys(sent).length === 0) return options.onUnchanged?.();
    const asked = options.question?.(sent) ?? null;
    // The same question is not asked twice: to save again is the answer.
    if (asked !== null && asked !== question) return setQuestion(asked);
    setQuestion(null);
    saving.mutate(sent);
  };
  const check = async (name: string) => {
    const isEmpty = values[name] === '' && mistakes[name] === undefined;
    if (isEmpty) return;
    const { [name]: mistake } = await look();
    setMistakes(({ [name]: _before, ...others }) =>
      mistake === undefined ? others : { ...others, [name]: mistake },
    );
  };
  const isDirty = useMemo(() => JSON.stringify(values) !== JSON.stringify(initial), [values, initial]);
  return {
    id,
    words,
    zone,
    fields: shownFields(fields, values),
    values,
    mistakes,
    problem,
    mayBeEmpty: ({ name, input, none }) =>
      input !== 'choice' || none !== undefined || (initial[name] ?? '') === '',
    isDirty,
    isUnsaved: () => isDirty && !isSaved.current,
    isSaving: saving.isPending,
    question,
    goBack: () => setQuestion(null),
    set: (name, value) => {
      isSaved.current = false;
      setQuestion(null);
      setValues((now) => ({ ...now, [name]: value }));
    },
    check: (name) => void check(name),
    submit: () => void submit(),
  };
}

/** A text or instant of the record; what the API answers in another shape is sent in the shape of the request. */
function keptValue(sent: unknown, came: unknown): unknown {
  return typeof came === typeof sent && came !== null ? came : sent;
}

function mistakesOfProblem(error: unknown, group: string, shown: readonly RecordField[]): Mistakes {
  if (!(error instanceof ApiProblem)) return {};
  const found: Record<string, string> = {};
  for (const { field, message } of error.errors) {
    const place = shown.find(({ name }) => `${field}.`.startsWith(`${group}${name}.`));
    if (place !== undefined) found[place.name] ??= message;
  }
  return found;
}

function focusField(id: string): void {
  const input = document.getElementById(id);
  input?.focus();
  input?.scrollIntoView({ block: 'center' });
}
