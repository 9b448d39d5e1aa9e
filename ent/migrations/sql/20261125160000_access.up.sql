-- What the application's role may do with the tables that later migrations make.
-- The role itself is made by `throughline migrate --bootstrap`; it owns nothing.
CREATE SCHEMA IF NOT EXISTS river;

GRANT USAGE ON SCHEMA public, river TO throughline_app;

ALTER DEFAULT PRIVILEGES IN SCHEMA public, river
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO throughline_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public, river
  GRANT USAGE, SELECT ON SEQUENCES TO throughline_app;
