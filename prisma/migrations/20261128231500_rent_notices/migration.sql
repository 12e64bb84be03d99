-- Notices of rent increase, N1 and N2, and the agreement to increase the rent, N10.
-- AlterEnum
ALTER TYPE "FormType" ADD VALUE 'N1';
ALTER TYPE "FormType" ADD VALUE 'N2';
ALTER TYPE "FormType" ADD VALUE 'N10';
