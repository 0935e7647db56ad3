/** Style sheets are imported for their effect; the build joins them into one file. */
declare module "*.css";
