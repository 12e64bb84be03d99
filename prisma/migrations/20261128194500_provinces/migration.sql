-- Provinces become an enumeration, postal codes are kept as Canada Post writes them. Updates go through the audit
-- triggers, so that the log keeps what stood there before. A province that is neither a code nor a name becomes NULL:
-- the address then counts as incomplete until someone corrects it.
CREATE TYPE "Province" AS ENUM ('AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT');

CREATE FUNCTION keynest_province_code(given text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT code FROM (VALUES
    ('AB', 'alberta'), ('BC', 'british columbia'), ('MB', 'manitoba'), ('NB', 'new brunswick'),
    ('NL', 'newfoundland and labrador'), ('NS', 'nova scotia'), ('NT', 'northwest territories'), ('NU', 'nunavut'),
    ('ON', 'ontario'), ('PE', 'prince edward island'), ('QC', 'quebec'), ('SK', 'saskatchewan'), ('YT', 'yukon')
  ) AS provinces (code, name)
  WHERE translate(lower(btrim(given)), 'é', 'e') IN (lower(code), name)
$$;

CREATE FUNCTION keynest_postal_code(given text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(
    (SELECT parts[1] || ' ' || parts[2]
     FROM regexp_matches(
       upper(btrim(given)),
       '^([ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z])[ -]?([0-9][ABCEGHJ-NPRSTV-Z][0-9])$'
     ) AS parts),
    given
  )
$$;

UPDATE "Property"
SET "province" = keynest_province_code("province"), "postalCode" = keynest_postal_code("postalCode")
WHERE "province" IS DISTINCT FROM keynest_province_code("province")
   OR "postalCode" IS DISTINCT FROM keynest_postal_code("postalCode");

UPDATE "Workspace"
SET "landlordProvince" = keynest_province_code("landlordProvince"),
    "landlordPostalCode" = keynest_postal_code("landlordPostalCode")
WHERE "landlordProvince" IS DISTINCT FROM keynest_province_code("landlordProvince")
   OR "landlordPostalCode" IS DISTINCT FROM keynest_postal_code("landlordPostalCode");

DROP FUNCTION keynest_province_code(text);
DROP FUNCTION keynest_postal_code(text);

ALTER TABLE "Property" ALTER COLUMN "province" TYPE "Province" USING "province"::"Province";
ALTER TABLE "Workspace" ALTER COLUMN "landlordProvince" TYPE "Province" USING "landlordProvince"::"Province";
