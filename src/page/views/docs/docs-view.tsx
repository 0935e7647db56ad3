import { useComputed } from "@preact/signals";
import { List } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { Empty } from "../../parts/empty.js";
import { Icon } from "../../parts/icon.js";
import { constant } from "../../state/resource.js";
import { route } from "../../state/route.js";
import { CallPage } from "./call-page.js";
import { CallbacksPage } from "./callbacks-page.js";
import { ContentsList } from "./contents-list.js";
import { ControlPage } from "./control-page.js";
import { docsLink } from "./docs-link.js";
import { ErrorsPage } from "./errors-page.js";
import { ModelPage } from "./model-page.js";
import { OverviewPage } from "./overview-page.js";
import { type OpenApi, Reference } from "./reference.js";
import "./docs.css";

/** The API reference, made from the documents that the mock serves. */
export function DocsView() {
  const vendor = constant<OpenApi>("/_mock/openapi.json");
  const side = constant<OpenApi>("/_mock/control.openapi.json");
  const reference = useComputed(() => {
    const { value } = vendor.value;
    return value === undefined ? undefined : new Reference(value);
  }).value;
  const control = useComputed(() => {
    const { value } = side.value;
    return value === undefined ? undefined : new Reference(value);
  }).value;
  const page = useRef<HTMLDivElement>(null);
  const [kind = "", name = "", part] = (route.value.id ?? "").split("/");
  useEffect(() => {
    if (part === undefined) page.current?.scrollTo(0, 0);
  }, [kind, name]);
  if (reference === undefined) {
    const { error } = vendor.value;
    return error === undefined ? null : <Empty title={error.message} />;
  }
  return (
    <div class={kind === "" ? "docs" : "docs docs-open"}>
      <ContentsList reference={reference} control={control?.operations ?? []} />
      <div class="docs-page" ref={page}>
        <a class="button docs-back" href={docsLink()}>
          <Icon of={List} size={14} />
          Contents
        </a>
        <Page reference={reference} control={control} at={{ kind, name, part }} />
      </div>
    </div>
  );
}

function Page({
  reference,
  control,
  at: { kind, name, part },
}: {
  readonly reference: Reference;
  readonly control: Reference | undefined;
  readonly at: { readonly kind: string; readonly name: string; readonly part: string | undefined };
}) {
  if (kind === "") return <OverviewPage reference={reference} />;
  if (kind === "errors") return <ErrorsPage reference={reference} code={name === "" ? undefined : name} />;
  if (kind === "callbacks") return <CallbacksPage reference={reference} />;
  if (kind === "control") return <ControlPage operations={control?.operations ?? []} />;
  const model = reference.models.find(({ id }) => kind === "models" && id === name);
  if (model !== undefined) return <ModelPage key={name} reference={reference} model={model} opened={part} />;
  const call = reference.operations.find(({ id }) => kind === "calls" && id === name);
  if (call !== undefined) return <CallPage key={name} reference={reference} call={call} />;
  return (
    <Empty title="There is no such page">
      <a href="#/docs">Overview</a>
    </Empty>
  );
}
