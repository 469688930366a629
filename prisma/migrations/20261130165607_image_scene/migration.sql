-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "scene" JSONB;
