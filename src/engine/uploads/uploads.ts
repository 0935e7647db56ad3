import { bearerToken } from "../../contract/authorization.js";
import { filesOfGroup, MOST_FILES_OF_PAGE } from "../../contract/uploads/upload-limits.js";
import type { Account } from "../../ports/accounts.js";
import type { UploadStore } from "../../ports/upload-store.js";
import type { AnswerFault } from "../../simulation/scenarios/scenario-effect.js";
import { fileObject, type UploadedFile } from "../../simulation/uploads/uploaded-file.js";
import { accepted, type VendorAnswer } from "../answer.js";
import { answerInPlace, answerUnder, unforceable } from "../forced-answer.js";
import { pageIn } from "../page-query.js";
import { answerRefusal, type FileRefusal, invalid } from "./file-refusal.js";
import type { FileReader } from "./given-file.js";
import { judgeFile } from "./judge-file.js";
import type { UploadParts } from "./upload-parts.js";

/** A call to the file service, free of the transport. */
export interface FileCall {
  readonly authorization?: string | undefined;
  /** `X-Wan-Mock-Scenario` */
  readonly scenario: string | undefined;
}

/** The file behind a link, or why there is none. */
export type LinkAnswer =
  | {
      readonly kind: "file";
      readonly file: UploadedFile & { readonly content: Uint8Array };
      readonly fault?: AnswerFault;
      readonly scenario?: string;
    }
  | { readonly kind: "refused"; readonly answer: VendorAnswer };

/** The use cases of the file service. */
export class Uploads {
  constructor(private readonly parts: UploadParts) {}

  /**
   * `POST /api/v1/files/upload/*`.
   *
   * @param read - asked for the file once the call itself is admitted
   * @param linkBase - base of its links: scheme and host, no slash at the end
   * @returns `undefined` when the client left before the file was in
   */
  upload(call: FileCall, read: FileReader, linkBase: string): Promise<VendorAnswer | undefined> {
    return this.#answer(call, async (account) => {
      const { store, timeline } = this.parts;
      const { most } = await this.#quotaOf(account);
      const isFull = () => store.of(account.id, timeline.now()).length >= most;
      if (isFull()) return answerRefusal(overQuota(most), { account });
      const given = await this.parts.transactions.outside(read);
      if (given === undefined) return undefined;
      const judged =
        "refused" in given
          ? given
          : await this.parts.transactions.outside(() => judgeFile(this.parts, given));
      if ("refused" in judged) return answerRefusal(judged, { account });
      const { name, ...file } = judged;
      const id = this.parts.ids.fileId();
      const stored: UploadedFile = {
        ...{ ...file, id, account: account.id, linkBase, uploadedAt: timeline.now() },
        ...{
          name: name ?? `${id}.${file.ending}`,
          originalName: file.originalName ?? name ?? `${id}.${file.ending}`,
        },
      };
      const outcome = store.add(stored, most);
      if (outcome === "over quota") return answerRefusal(overQuota(most), { account });
      if (outcome === "no room") return answerRefusal(noRoom(store), { account });
      return accepted(succeeded("File uploaded successfully", fileObject(stored)), [], { account, file: id });
    });
  }

  /** `GET /api/v1/files/list`. */
  list(call: FileCall, query: URLSearchParams): Promise<VendorAnswer | undefined> {
    return this.#answer(call, (account) => {
      const page = pageIn(query, { size: "pageSize", most: MOST_FILES_OF_PAGE });
      if ("problem" in page) return answerRefusal(invalid(page.problem), { account });
      const files = this.parts.store.of(account.id, this.parts.timeline.now());
      const shown = files.slice(page.start, page.start + page.size).map(fileObject);
      return accepted({ success: true, code: 200, data: { total: files.length, files: shown } }, [], {
        account,
      });
    });
  }

  /** `GET /api/v1/files/quota`. */
  quota(call: FileCall): Promise<VendorAnswer | undefined> {
    return this.#answer(call, async (account) => {
      const { most, userGroup } = await this.#quotaOf(account);
      const used = this.parts.store.of(account.id, this.parts.timeline.now()).length;
      const data = {
        ...{
          user_group: userGroup,
          used_files: used,
          max_files: most,
          remain_files: Math.max(0, most - used),
        },
        ...{ is_custom: this.parts.quota !== undefined, quota_reason: "" },
      };
      return accepted({ success: true, code: 200, data }, [], { account });
    });
  }

  /** `DELETE /api/v1/files/{file_id}`. */
  remove(call: FileCall, id: string): Promise<VendorAnswer | undefined> {
    return this.#answer(call, (account) => {
      const { store, timeline } = this.parts;
      const file = store.get(id, timeline.now());
      if (file === undefined) return answerRefusal({ refused: "file_not_found" }, { account });
      const facts = { account, file: id };
      if (file.account !== account.id) return answerRefusal({ refused: "permission_denied" }, facts);
      store.remove(id);
      return accepted({ success: true, code: 200, msg: "File deleted successfully" }, [], facts);
    });
  }

  /**
   * A link to a file: links take no key.
   *
   * @param name - the name that the link ends in; absent from one that names the file by its id alone
   */
  async link({ scenario }: FileCall, id: string, name: string | undefined): Promise<LinkAnswer> {
    const { scenarios, store, timeline } = this.parts;
    const forced = await scenarios.forUpload({ account: undefined, header: scenario });
    const refused = (answer: VendorAnswer): LinkAnswer => ({ kind: "refused", answer });
    if ("unknown" in forced) return refused(unforceable(forced.unknown, {}, "upload"));
    const inPlace = answerInPlace("upload", forced, {});
    if (inPlace !== undefined) return refused(inPlace);
    const file = store.get(id, timeline.now());
    if (file === undefined || (name !== undefined && name !== file.name))
      return refused(answerUnder("upload", forced, answerRefusal({ refused: "file_not_found" }, {})));
    const { content } = file;
    if (content === undefined)
      return refused(answerUnder("upload", forced, answerRefusal(factsAlone(file), {})));
    const [call] = forced.calls;
    const effect = call?.scenario.effect;
    return {
      ...{ kind: "file", file: { ...file, content } },
      ...(effect?.kind === "spoilt-answer" ? { fault: effect.fault } : {}),
      ...(call === undefined ? {} : { scenario: call.text }),
    };
  }

  /** Answers a call that names a key, as the scenarios let it arrive. */
  async #answer(
    { authorization, scenario }: FileCall,
    answer: (account: Account) => VendorAnswer | undefined | Promise<VendorAnswer | undefined>,
  ): Promise<VendorAnswer | undefined> {
    const { accounts, scenarios, timeline } = this.parts;
    const key = bearerToken(authorization);
    const account = key === undefined ? undefined : accounts.of(key);
    if (account === undefined) return answerRefusal({ refused: "unauthorized" }, {});
    const forced = await scenarios.forUpload({ account, key, header: scenario });
    if ("unknown" in forced) return unforceable(forced.unknown, { account }, "upload");
    const inPlace = answerInPlace("upload", forced, { account });
    if (inPlace !== undefined) return inPlace;
    await timeline.runDue();
    const own = await answer(account);
    if (own === undefined) forced.release();
    return own === undefined ? undefined : answerUnder("upload", forced, own);
  }

  async #quotaOf(account: Account): Promise<{ most: number; userGroup: string }> {
    const { userGroup } = (await this.parts.accounts.read(account)).grants;
    return { most: this.parts.quota ?? filesOfGroup(userGroup), userGroup };
  }
}

function succeeded(msg: string, data: object): object {
  return { success: true, code: 200, msg, data };
}

function overQuota(most: number): FileRefusal {
  return {
    refused: "quota_exceeded",
    message: `The quota of files is used up: the key has ${most} of ${most}; delete one, or wait until one expires`,
  };
}

function noRoom({ bounds }: UploadStore): FileRefusal {
  return {
    refused: "storage_error",
    message: `The file could not be stored: the mock keeps ${bounds.mostBytes} bytes of all files together and has ${bounds.bytes}; delete some, or reset the uploads`,
  };
}

function factsAlone({ name }: UploadedFile): FileRefusal {
  return {
    refused: "file_not_found",
    message: `Only facts are known of ${name}: it was uploaded by a URL, and the mock fetches nothing`,
  };
}
