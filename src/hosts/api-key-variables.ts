/** Environment variables that clients of the service commonly read their API key from. */
export const apiKeyVariables = ["EVOLINK_API_KEY", "EVOLINK_API_TOKEN"] as const;
