import { MemoryUploadStore } from "../../../src/stores/memory/memory-upload-store.js";
import { uploadStoreCases } from "../../ports/upload-store.cases.js";

uploadStoreCases("uploads in memory", (mostBytes) => new MemoryUploadStore(undefined, mostBytes));
