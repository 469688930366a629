-- AlterTable
ALTER TABLE "TrainingImage" ADD COLUMN     "consent" TEXT,
ADD COLUMN     "consentedAt" TIMESTAMP(3),
ADD COLUMN     "state" TEXT NOT NULL;

-- CreateIndex
CREATE INDEX "TrainingImage_workspaceId_state_createdAt_idx" ON "TrainingImage"("workspaceId", "state", "createdAt");
