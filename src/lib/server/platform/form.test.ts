import { expect, test } from 'vitest';
import * as v from 'valibot';
import { AppError } from './errors.ts';
import { runForm } from './form.ts';

const Schema = v.object({ reason: v.string(), address: v.pipe(v.string(), v.maxLength(3)) });

function send(address: string, refuse: () => Error) {
	const data = new FormData();
	data.set('reason', 'why');
	data.set('address', address);
	return runForm(Schema, data, () => Promise.reject(refuse()));
}

test('a refusal is told to the field that it is about, and to no other', async () => {
	const taken = () => new AppError('taken', 409, 'It is taken.', { name: 'abc' });
	expect(await send('abc', () => taken().about('address'))).toMatchObject({
		status: 409,
		data: { code: 'taken', details: { name: 'abc' }, issues: { address: 'taken' } }
	});
	expect(await send('abc', taken)).toMatchObject({ data: { code: 'taken', issues: {} } });
	expect(await send('abcd', taken)).toMatchObject({
		status: 400,
		data: { issues: { address: 'max_length' } }
	});
	await expect(send('abc', () => new AppError('away', 503, 'Away.'))).rejects.toThrow('Away.');
});
