#!/usr/bin/env bash
# Makes a migration of the server's database, for SQLite and for PostgreSQL, after its classes were changed.
#   build/add-migration.sh NAME        for instance AddUsers
# Needs the tool dotnet-ef (dotnet tool install --global dotnet-ef --version 10.0.11).
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
name=${1?name the migration, for instance AddUsers}
export WithMigrationTools=true
for kind in Sqlite Postgres; do
    dotnet ef migrations add "$name" --project "$root/src/Trabecula.Server" --context "${kind}Database" \
        --output-dir "State/Migrations/$kind" --configuration Release
done
# The next ordinary build must not take these packages along.
unset WithMigrationTools
dotnet restore "$root/src/Trabecula.Server" > /dev/null
