-- Payment agreement about the arrears of an application L1 or L9.
-- AlterEnum
ALTER TYPE "FormType" ADD VALUE 'PAYMENT_AGREEMENT';
