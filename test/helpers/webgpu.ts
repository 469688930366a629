import { existsSync } from 'node:fs';

const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** Whether Debian's chromium is here with SwiftShader, a graphics card in software: slow, but WebGPU runs on it. */
export const softwareAdapter = process.platform === 'linux' && existsSync(driver);

// Vulkan reads this when the first WebGPU session is made.
if (softwareAdapter) process.env.VK_ICD_FILENAMES ??= driver;
