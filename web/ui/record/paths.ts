/** Forms name their fields by the whole path in the request, such as "template.profile.city". */
import type { RecordBody, Schema } from './record.ts';

type Nested = { [name: string]: unknown };

/** `{ 'template.profile.city': 'Bonn' }` as `{ template: { profile: { city: 'Bonn' } } }`. */
export function nested(body: RecordBody): RecordBody {
  const whole: Nested = {};
  for (const [path, value] of Object.entries(body)) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let place = whole;
    for (const name of names) place = (place[name] ??= {}) as Nested;
    place[last] = value;
  }
  return whole;
}

/** The rules of a nested request, for a form of paths. */
export function byPath(schema: Schema, others: RecordBody = {}): Schema {
  return {
    safeParse: (body) => {
      const { error } = schema.safeParse({ ...others, ...nested(body as RecordBody) });
      if (error === undefined) return {};
      const issues = error.issues.map(({ path, message }) => ({
        path: [path.map(String).join('.')],
        message,
      }));
      return { error: { issues } };
    },
  };
}
