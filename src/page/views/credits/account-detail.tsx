import { useSignal } from "@preact/signals";
import { SlidersHorizontal } from "lucide";
import { CopyButton } from "../../parts/copy.js";
import { creditText, usdText } from "../../parts/credits.js";
import { Empty } from "../../parts/empty.js";
import { Icon } from "../../parts/icon.js";
import { clock } from "../../state/clock.js";
import { useResource } from "../../state/resource.js";
import { linkTo } from "../../state/route.js";
import { isReport, type Schemas } from "../../state/source.js";
import { AccountDialog } from "./account-dialog.js";
import { touchesAccount } from "./accounts.js";
import { BalanceChart } from "./balance-chart.js";
import { balancePoints } from "./balance-line.js";
import { Ledger } from "./ledger.js";
import "../../parts/table.css";

type Account = Schemas["Account"];

/** The credits and limits of a key. */
export function AccountDetail({
  id,
  creditsPerUsd,
}: {
  readonly id: string;
  readonly creditsPerUsd: number;
}) {
  const resource = useResource<Account>(`/_mock/accounts/${encodeURIComponent(id)}`, (entry) =>
    touchesAccount(entry, id),
  );
  const isOpen = useSignal(false);
  const { value: account, error } = resource.value;
  if (account === undefined || error?.status === 404)
    return error === undefined ? null : <Empty title={error.message} />;
  const points = balancePoints(account);
  const { now } = clock.value ?? {};
  return (
    <div class="detail">
      <header class="detail-head">
        <h2 class="mono">{account.key}</h2>
        <CopyButton text={account.key} label="Copy key" />
      </header>
      <Facts account={account} creditsPerUsd={creditsPerUsd} />
      <div class="actions">
        {isReport ? null : (
          <button type="button" class="button" onClick={() => (isOpen.value = true)}>
            <Icon of={SlidersHorizontal} size={14} />
            Set balance and limits
          </button>
        )}
        <a class="button" href={linkTo("requests", undefined, { q: `key:${account.key}` })}>
          Its requests
        </a>
        <a class="button" href={linkTo("tasks", undefined, { q: account.key })}>
          Its tasks
        </a>
      </div>
      {points.length === 0 ? null : (
        <>
          <h3>Over time</h3>
          <BalanceChart
            points={points}
            now={now?.getTime() ?? points.at(-1)?.at ?? 0}
            creditsPerUsd={creditsPerUsd}
          />
        </>
      )}
      <ByModel account={account} creditsPerUsd={creditsPerUsd} />
      <h3>Ledger</h3>
      <Ledger entries={account.ledger} creditsPerUsd={creditsPerUsd} />
      {isOpen.value ? (
        <AccountDialog
          account={account}
          close={() => (isOpen.value = false)}
          changed={() => resource.reload()}
        />
      ) : null}
    </div>
  );
}

function Facts({
  account: { balance, reserved, used, spent_today: today, limits, models, user_group: group, policy },
  creditsPerUsd,
}: {
  readonly account: Account;
  readonly creditsPerUsd: number;
}) {
  const amount = (credits: number) => (
    <>
      {creditText(credits)} <span class="soft">{usdText(credits, creditsPerUsd)}</span>
    </>
  );
  const rules = [
    policy.longest_duration === null ? "" : `at most ${policy.longest_duration} s`,
    policy.allowed_qualities === null ? "" : policy.allowed_qualities.join(", "),
    policy.daily_credits === null ? "" : `${creditText(policy.daily_credits)} credits a day`,
  ].filter((text) => text !== "");
  return (
    <dl class="facts">
      <dt>Balance</dt>
      <dd>{balance === null ? "unlimited" : amount(balance)}</dd>
      <dt>Reserved</dt>
      <dd>{amount(reserved)}</dd>
      <dt>Used</dt>
      <dd>{amount(used)}</dd>
      <dt>Spent today</dt>
      <dd>{amount(today)}</dd>
      <dt>Limits</dt>
      <dd>{limitsText(limits)}</dd>
      <dt>Models</dt>
      <dd>{models === null ? "all" : models.length === 0 ? "none" : models.join(", ")}</dd>
      <dt>User group</dt>
      <dd>{group}</dd>
      {rules.length === 0 ? null : (
        <>
          <dt>House rules</dt>
          <dd>{rules.join("; ")}</dd>
        </>
      )}
    </dl>
  );
}

/** `60/min submits, 10/s queries, 3 unfinished tasks` */
export function limitsText({
  rate_limit: submits,
  rate_limit_queries: queries,
  concurrency,
}: Schemas["Limits"]): string {
  const parts = [
    submits === null ? "" : `${submits} submits`,
    queries === null ? "" : `${queries} queries`,
    concurrency === null ? "" : `${concurrency} unfinished ${concurrency === 1 ? "task" : "tasks"}`,
  ].filter((text) => text !== "");
  return parts.length === 0 ? "none" : parts.join(", ");
}

function ByModel({
  account: { by_model: byModel },
  creditsPerUsd,
}: {
  readonly account: Account;
  readonly creditsPerUsd: number;
}) {
  const models = Object.entries(byModel).sort(([, a], [, b]) => b - a);
  if (models.length === 0) return null;
  return (
    <>
      <h3>By model, used or reserved</h3>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col" class="number">
              Credits
            </th>
            <th scope="col" class="number">
              USD
            </th>
          </tr>
        </thead>
        <tbody>
          {models.map(([model, credits]) => (
            <tr key={model}>
              <th scope="row">{model}</th>
              <td class="number">{creditText(credits)}</td>
              <td class="number soft">{usdText(credits, creditsPerUsd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
