-- Notices for serious problems, N7, at the end of the term, N8, and for demolition, conversion or repairs, N13, and the
-- agreement to end the tenancy, N11.
-- AlterEnum
ALTER TYPE "FormType" ADD VALUE 'N7';
ALTER TYPE "FormType" ADD VALUE 'N8';
ALTER TYPE "FormType" ADD VALUE 'N11';
ALTER TYPE "FormType" ADD VALUE 'N13';
