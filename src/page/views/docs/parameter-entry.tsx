import { Link } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../parts/icon.js";
import { Prose } from "../../parts/prose-text.js";
import type { Schema } from "./reference.js";
import { boundTexts, typeText } from "./schema-text.js";

/** A parameter: its name, what it takes, and below what is said about it. */
export function ParameterEntry({
  name,
  schema,
  isRequired,
  place,
  link,
  isOpen = false,
  children,
}: {
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
  /** Where it stands, unless in the body: `path`, `query`, `header`. */
  readonly place?: string;
  /** Its own address. */
  readonly link?: string;
  /** Whether the address names it: it is brought into sight. */
  readonly isOpen?: boolean;
  readonly children?: ComponentChildren;
}) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) box.current?.scrollIntoView({ block: "start" });
  }, [isOpen]);
  const bounds = boundTexts(schema);
  const inner =
    schema.items ?? (typeof schema.additionalProperties === "object" ? schema.additionalProperties : {});
  const choices = schema.enum ?? inner.enum;
  return (
    <section ref={box} class={isOpen ? "docs-parameter docs-marked" : "docs-parameter"} aria-label={name}>
      <div class="docs-signature">
        <h3 class="mono">{name}</h3>
        {link === undefined ? null : (
          <a class="docs-anchor" href={link} aria-label={`Link to ${name}`}>
            <Icon of={Link} size={13} />
          </a>
        )}
        <span class="soft">{typeText(schema)}</span>
        {place === undefined ? null : <span class="soft">in the {place}</span>}
        {isRequired ? <span class="badge badge-warn">required</span> : null}
        {bounds.map((text) => (
          <span key={text} class="docs-bound">
            {text}
          </span>
        ))}
      </div>
      {schema.description === undefined ? null : <Prose text={schema.description} />}
      {choices === undefined ? null : (
        <p class="docs-choices">
          <span class="soft">One of</span>
          {choices.map((choice) => (
            <code key={String(choice)}>{JSON.stringify(choice)}</code>
          ))}
        </p>
      )}
      {schema.default === undefined ? null : (
        <p>
          <span class="soft">Default</span> <code>{JSON.stringify(schema.default)}</code>
        </p>
      )}
      {children}
    </section>
  );
}
