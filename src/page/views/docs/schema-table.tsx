import { Line } from "../../parts/prose-text.js";
import { ScrollBox } from "../../parts/scroll-box.js";
import type { Reference, Schema } from "./reference.js";
import { boundTexts, typeText } from "./schema-text.js";

/** How deep members of members are shown. */
const DEPTH = 3;

/** The members of an object, those of its objects below them; a choice of several shows each. */
export function SchemaTable({
  reference,
  schema,
}: {
  readonly reference: Reference;
  readonly schema: Schema;
}) {
  const whole = reference.follow(schema);
  const cases = whole.oneOf ?? whole.anyOf;
  if (cases !== undefined)
    return (
      <>
        {cases.map((one, at) => {
          const { title, description } = reference.follow(one);
          return (
            <details key={at}>
              <summary>
                <Line text={description ?? title ?? `Case ${at + 1}`} />
              </summary>
              <SchemaTable reference={reference} schema={one} />
            </details>
          );
        })}
      </>
    );
  const rows = [...membersOf(reference, whole, "", 0)];
  if (rows.length === 0) return null;
  return (
    <ScrollBox className="docs-table">
      <table>
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, isRequired, schema: member }) => (
            <tr key={name}>
              <th scope="row" class="mono">
                {name}
                {isRequired ? "" : <span class="soft"> (optional)</span>}
              </th>
              <td class="soft">{[typeText(member), ...boundTexts(member)].join(", ")}</td>
              <td>
                <Line text={member.description ?? ""} />
                {member.enum === undefined ? null : (
                  <>
                    {" "}
                    <span class="soft">One of</span>{" "}
                    {member.enum.map((choice) => JSON.stringify(choice)).join(", ")}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

interface Member {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: Schema;
}

function* membersOf(reference: Reference, schema: Schema, prefix: string, depth: number): Generator<Member> {
  for (const [key, given] of Object.entries(schema.properties ?? {})) {
    const member = reference.follow(given);
    const name = prefix + key;
    yield { name, isRequired: schema.required?.includes(key) ?? false, schema: member };
    if (depth >= DEPTH) continue;
    yield* membersOf(reference, member, `${name}.`, depth + 1);
    if (member.items !== undefined)
      yield* membersOf(reference, reference.follow(member.items), `${name}[].`, depth + 1);
  }
}
