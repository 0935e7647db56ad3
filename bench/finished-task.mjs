/** What a query answers for a finished task. */
export const finishedTask = (id) => ({
  created: 1_790_000_000,
  id,
  model: "wan2.7-reference-video",
  object: "video.generation.task",
  progress: 100,
  status: "completed",
  task_info: { can_cancel: false, estimated_time: 0 },
  type: "video",
  usage: { billing_rule: "per_second", credits_reserved: 25.5, user_group: "default" },
  results: [`http://127.0.0.1:2727/files/${id}.mp4`],
});
