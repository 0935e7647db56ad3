import { Dialog } from "../../parts/dialog.js";
import { requestGrammar } from "./request-search.js";

/** The terms of a search, with an example of each. */
export function SearchHelp({ close }: { readonly close: () => void }) {
  return (
    <Dialog title="Search terms" close={close}>
      <p>A request matches when all terms do. Letter case does not matter.</p>
      <table class="search-terms">
        <thead>
          <tr>
            <th scope="col">Term</th>
            <th scope="col">Finds</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(requestGrammar.fields).map(([name, { summary, example }]) => (
            <tr key={name}>
              <th scope="row">
                <code>{example}</code>
              </th>
              <td>{summary}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <code>duration</code>
            </th>
            <td>Text in path, model, code, message, findings, ids</td>
          </tr>
          <tr>
            <th scope="row">
              <code>"at most 15"</code>
            </th>
            <td>Text with spaces or colons</td>
          </tr>
          <tr>
            <th scope="row">
              <code>-status:200</code>
            </th>
            <td>All but these</td>
          </tr>
        </tbody>
      </table>
    </Dialog>
  );
}
