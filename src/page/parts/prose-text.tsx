import { type Block, blocksOf, spansOf } from "./prose.js";
import { ScrollBox } from "./scroll-box.js";
import "./prose.css";

/** A description with its paragraphs, lists, tables and code. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <div class="prose">
      {blocksOf(text).map((block, at) => (
        <BlockView key={at} block={block} />
      ))}
    </div>
  );
}

/** One line of it. */
export function Line({ text }: { readonly text: string }) {
  return (
    <>
      {spansOf(text).map(({ isCode, text: piece }, at) => (isCode ? <code key={at}>{piece}</code> : piece))}
    </>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  if (block.kind === "paragraph")
    return (
      <p>
        <Line text={block.text} />
      </p>
    );
  if (block.kind === "list")
    return (
      <ul>
        {block.items.map((item, at) => (
          <li key={at}>
            <Line text={item} />
          </li>
        ))}
      </ul>
    );
  return (
    <ScrollBox className="prose-table">
      <table>
        <thead>
          <tr>
            {block.head.map((cell, at) => (
              <th key={at} scope="col">
                <Line text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, place) => (
                <td key={place}>
                  <Line text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
