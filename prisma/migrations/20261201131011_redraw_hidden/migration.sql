-- AlterTable
ALTER TABLE "Posting" ADD COLUMN     "stale" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Posting_platform_stale_idx" ON "Posting"("platform", "stale");
