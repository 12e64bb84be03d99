-- Schedule of arrears for an application L1 or L9.
-- AlterEnum
ALTER TYPE "FormType" ADD VALUE 'L1_SCHEDULE';
