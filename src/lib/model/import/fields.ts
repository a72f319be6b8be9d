import * as v from 'valibot';
import { readLocalised, type Localised } from '../localised.ts';

/** Where a fact comes from (`src`) and which fields were made up (`inv`). */
export const provenance = {
	src: v.optional(v.array(v.string()), []),
	inv: v.optional(v.array(v.string()), [])
};

const texts = v.record(v.string(), v.string());
/** `{ fr: '…', en: '…' }`: the first key is the original language. */
export const localised = v.pipe(
	texts,
	v.check((value) => Object.keys(value).length > 0, 'has no text'),
	v.transform((value): Localised => readLocalised(value) as Localised)
);
export const maybe = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema), null);
export const strings = v.optional(v.array(v.string()), []);
export const date = v.pipe(v.string(), v.isoDate());
export const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
