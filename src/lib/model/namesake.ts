/** What a person is called in a list to choose from: with the role where another bears the same name. */
export function tellApart(
	{ name, role }: { name: string; role: string | null },
	people: ReadonlyArray<{ name: string }>
): string {
	const isShared = people.filter((one) => one.name === name).length > 1;
	return isShared && role ? `${name}, ${role}` : name;
}
