import { creditText, usdText } from "../../parts/credits.js";
import { Empty } from "../../parts/empty.js";
import { Rows } from "../../parts/rows.js";
import { SearchBox } from "../../parts/search-box.js";
import { Split } from "../../parts/split.js";
import { constant } from "../../state/resource.js";
import { linkTo, route } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";
import { AccountDetail, limitsText } from "./account-detail.js";
import { type AccountRow, useAccounts } from "./accounts.js";
import "./credits.css";

/** Pixels of a row: two lines of text. */
const ROW = 58;

/** Keys with what they spent and may spend. */
export function CreditsView() {
  const { id, query } = route.value;
  const search = query.get("q") ?? "";
  const { rows, error } = useAccounts();
  const health = constant<Schemas["Health"]>("/_mock/health").value.value;
  if (error !== undefined && rows === undefined) return <Empty title={error.message} />;
  if (rows === undefined || health === undefined) return null;
  const { credits_per_usd: creditsPerUsd } = health;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.filter((row) => words.every((word) => textOf(row).includes(word)));
  const kept: Record<string, string> = search === "" ? {} : { q: search };
  return (
    <Split
      label={`Key ${id ?? ""}`}
      close={linkTo("credits", undefined, kept)}
      detail={id === undefined ? undefined : <AccountDetail key={id} id={id} creditsPerUsd={creditsPerUsd} />}
      list={
        <>
          <div class="list-head">
            <h1>Credits</h1>
            <SearchBox label="Search keys" hint="key, group, model" />
            <span class="count">
              {shown.length === rows.length ? shown.length : `${shown.length} of ${rows.length}`}
            </span>
          </div>
          {shown.length === 0 ? (
            <Nothing isSearched={rows.length > 0} />
          ) : (
            <>
              <Total rows={shown} creditsPerUsd={creditsPerUsd} />
              <Rows
                label="Keys"
                items={shown}
                height={ROW}
                keyOf={({ key }) => key}
                linkOf={({ key }) => linkTo("credits", key, kept)}
                opened={id}
                render={(row) => <AccountLine row={row} creditsPerUsd={creditsPerUsd} />}
              />
            </>
          )}
        </>
      }
    />
  );
}

function textOf({ key, user_group: group, models, limits }: AccountRow): string {
  return `${key} ${group} ${models?.join(" ") ?? ""} ${limitsText(limits)}`.toLowerCase();
}

function Total({
  rows,
  creditsPerUsd,
}: {
  readonly rows: readonly AccountRow[];
  readonly creditsPerUsd: number;
}) {
  const used = rows.reduce((sum, row) => sum + row.used, 0);
  const reserved = rows.reduce((sum, row) => sum + row.reserved, 0);
  return (
    <p class="credits-total">
      <span>
        Used <strong>{creditText(used)}</strong> <span class="soft">{usdText(used, creditsPerUsd)}</span>
      </span>
      <span>
        Reserved <strong>{creditText(reserved)}</strong>{" "}
        <span class="soft">{usdText(reserved, creditsPerUsd)}</span>
      </span>
      <span class="soft">1 USD is {creditsPerUsd} credits</span>
    </p>
  );
}

function AccountLine({ row, creditsPerUsd }: { readonly row: AccountRow; readonly creditsPerUsd: number }) {
  const { key, balance, reserved, used, limits } = row;
  const limit = limitsText(limits);
  return (
    <div class="account-line">
      <span class="mono">{key}</span>
      <span class="account-used">
        {creditText(used)} used <span class="soft">{usdText(used, creditsPerUsd)}</span>
      </span>
      <span class="soft account-limits">
        {balance === null ? "balance unlimited" : `balance ${creditText(balance)}`}
        {limit === "none" ? "" : `, ${limit}`}
      </span>
      <span class="soft account-used">{reserved === 0 ? "" : `${creditText(reserved)} reserved`}</span>
    </div>
  );
}

function Nothing({ isSearched }: { readonly isSearched: boolean }) {
  if (isSearched) return <Empty title="No key fits the search" />;
  return (
    <Empty title="No keys yet">
      <p>A key has an account from its first request on. Without limits it can spend without end.</p>
    </Empty>
  );
}
