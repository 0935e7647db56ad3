import { Line } from "../../parts/prose-text.js";
import { ScrollBox } from "../../parts/scroll-box.js";
import type { Operation } from "./reference.js";

/** The control side as a short table; its document has the rest. */
export function ControlPage({ operations }: { readonly operations: readonly Operation[] }) {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return (
    <article class="docs-article">
      <h1>Control side</h1>
      <p>
        Steers the mock from tests and scripts, in any language, without an API key. Its schemas and examples
        are in <a href="/_mock/control.openapi.json">its OpenAPI document</a>.
      </p>
      {tags.map((tag) => (
        <section key={tag} aria-label={tag}>
          <h2>{tag}</h2>
          <ScrollBox className="docs-table">
            <table>
              <thead>
                <tr>
                  <th scope="col">Call</th>
                  <th scope="col">Purpose</th>
                </tr>
              </thead>
              <tbody>
                {operations
                  .filter((operation) => operation.tag === tag)
                  .map(({ id, method, path, summary, description }) => (
                    <tr key={id}>
                      <th scope="row">
                        <span class="docs-method">{method}</span> <code>{path}</code>
                      </th>
                      <td>
                        {summary}.{" "}
                        <span class="soft">
                          <Line text={description} />
                        </span>
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </ScrollBox>
        </section>
      ))}
    </article>
  );
}
