-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "private" BOOLEAN NOT NULL DEFAULT false;
